/**
 * Reads all properties of a run once, into {@link io.openmeet.loadtest.settings.Settings}. It
 * refuses a misspelt property before any load is sent.
 */
package io.openmeet.loadtest.settings;
