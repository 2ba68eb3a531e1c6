/** Full-text search, {@code GET /search}. */
package io.openmeet.reference.search;
