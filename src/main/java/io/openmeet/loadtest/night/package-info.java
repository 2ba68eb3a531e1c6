/**
 * A night: one execution of the whole suite, as a schedule starts it. It runs the simulations one
 * after another, says what changed since the last comparable night, and can go on after an
 * interruption.
 */
package io.openmeet.loadtest.night;
