/**
 * Several processes on one PostgreSQL and one Redis: nobody reads what is older than a second, events of the one reach the
 * listeners of the other, and Redis may do what it wants.
 *
 * <p>Every build runs a reduced proof; the whole: {@code mvn -pl app -am verify -Dtest=None
 * -Dit.test='CrossPodReadsIT,RedisFaultsIT,BrokenSocketsIT' -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false -Dhera.proof.full=true}.
 */
@NullMarked
package com.heraerp.app.pods;

import org.jspecify.annotations.NullMarked;
