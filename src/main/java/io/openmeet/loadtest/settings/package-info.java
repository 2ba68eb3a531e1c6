/**
 * Lists all properties of a run in {@link io.openmeet.loadtest.settings.Property}, and reads them
 * once, into {@link io.openmeet.loadtest.settings.Settings}. It refuses a misspelt property before
 * any load is sent.
 */
package io.openmeet.loadtest.settings;
