/**
 * Tests of {@code ci/kubernetes}, {@code ci/monitoring/kubernetes} and {@code ci/Dockerfile},
 * without a cluster or Docker.
 */
package io.openmeet.loadtest.kubernetes;
