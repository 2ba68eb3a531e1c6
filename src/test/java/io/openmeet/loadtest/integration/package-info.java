/**
 * Whole runs in JVMs of their own: against the reference API, against servers whose answer times
 * are known, and with wrong input.
 */
package io.openmeet.loadtest.integration;
