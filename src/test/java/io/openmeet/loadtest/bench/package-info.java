/** Programs behind {@code ci/bench}. They print figures and assert nothing. */
package io.openmeet.loadtest.bench;
