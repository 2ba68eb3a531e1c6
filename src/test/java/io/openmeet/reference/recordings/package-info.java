/** Uploads and reads of recordings: {@code /recordings}. */
package io.openmeet.reference.recordings;
