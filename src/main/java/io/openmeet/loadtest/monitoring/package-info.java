/**
 * Watches the injector's health during a run, and reads the target's {@code /metrics} before and
 * after the measured window.
 */
package io.openmeet.loadtest.monitoring;
