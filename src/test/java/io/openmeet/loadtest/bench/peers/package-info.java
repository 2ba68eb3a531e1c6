/**
 * The Java half of {@code ci/bench/peers}, which compares this suite with other load generators.
 */
package io.openmeet.loadtest.bench.peers;
