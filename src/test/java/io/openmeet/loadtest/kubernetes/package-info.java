/** Tests of {@code ci/kubernetes} and {@code ci/Dockerfile}, without a cluster or Docker. */
package io.openmeet.loadtest.kubernetes;
