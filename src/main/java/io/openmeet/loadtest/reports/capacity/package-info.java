/** The pictures of a search for the capacity of a target. */
package io.openmeet.loadtest.reports.capacity;
