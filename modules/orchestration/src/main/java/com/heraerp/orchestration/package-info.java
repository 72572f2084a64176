/**
 * Procedures and orchestrations: workflows that are written down, run exactly once, and undone when they fail.
 *
 * <p>The story in five steps. {@code domain.spec} is what people write; {@code domain.check} says everything that is wrong
 * with it; {@code domain.plan} is what it is compiled to. {@code domain.run} decides: {@code Decider} says what a run does
 * next, {@code Recorder} what an attempt's outcome changes, {@code Operations} what an operator may do; all three are
 * functions of plan, state and time. {@code application.RunDriver} carries it out, transaction by transaction.
 *
 * <p>{@code application.StartRun} is where a run begins, {@code RunEngine} this process among those that carry runs, {@code
 * DeliverEvents} the way from one run's event to the runs that listen. In PostgreSQL a run is a transaction, whose row holds its
 * steps while they are short, and whose lines do when they are not: {@code hera.begin_run}, {@code enter_run}, {@code
 * write_run} and {@code claim_runs} are the whole store, and {@code adapter.out.postgres.Breath} has them share round trips. {@code FoldRuns} and {@code AuditRuns} keep house: they fold what is old, and look whether what is stored can be true.
 *
 * <p>A run is one process' at a time, and so are its branches: their external calls are made side by side on virtual threads, and what is
 * transactional in them is work of PostgreSQL, which another process would not do faster. Branches that any process could claim
 * ({@code distribute: true}) would need a fence for each step, a commit for each that becomes ready, and the run's lock at every
 * join, which is what a run's speed is made of. Who wants a branch elsewhere writes it as an orchestration of its own and
 * runs that in a node: the child begins in whichever process hears of it, under its own fence, and is undone with its parent.
 *
 * <p>What processes tell each other over Redis, that something is committed or that a service does not answer ({@code
 * application.port.ServiceNews}), changes when something is done, never whether. {@code adapter.out.otlp} makes a trace of each run,
 * whose id is the run's: so no process has to be told which trace to go on with.
 *
 * <p>What stands outside are ports. {@code application.port.RunStore} keeps runs: it hands out claims, and opens a
 * transaction only for the owner of a run (fence first, then the run's lock, then the state as it is under that lock), so
 * that a decision is always made of the state on which it is carried out. {@code application.port.SpecCatalog} knows what
 * is registered. {@code api.ProcedureHandler} is one procedure in Java, one bean for each smart code; it writes only
 * through the transaction it is given. {@code application.port.Expressions}, {@code SpecParser} and {@code SpecSchemas}
 * are CEL, YAML and JSON Schema.
 *
 * <p>It calls the guardrails, whose rules hold for what procedures write, too.
 */
@NullMarked
package com.heraerp.orchestration;

import org.jspecify.annotations.NullMarked;
