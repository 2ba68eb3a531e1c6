/** Bare servers that {@code ci/bench} compares the reference API with. */
package io.openmeet.reference.bench;
