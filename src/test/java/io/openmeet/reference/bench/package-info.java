/** Programs of {@code ci/bench}: bare servers to compare the reference API with, and clients. */
package io.openmeet.reference.bench;
