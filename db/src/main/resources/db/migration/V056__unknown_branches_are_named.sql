-- hera.refuse_unknown_branch is told by which name the caller sent the branch, so that the refusal names it, too.
drop function if exists hera.refuse_unknown_branch(uuid);
