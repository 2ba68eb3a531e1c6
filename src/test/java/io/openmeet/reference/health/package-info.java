/** {@code GET /health}. */
package io.openmeet.reference.health;
