/** Usage figures of an organisation, {@code GET /usage}. */
package io.openmeet.reference.usage;
