/** Uploads and lists of recordings: {@code /recordings}. */
package io.openmeet.reference.recordings;
