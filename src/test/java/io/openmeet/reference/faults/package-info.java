/**
 * Faults that a test can switch on, such as latency or errors, to prove that a service level
 * breaks.
 */
package io.openmeet.reference.faults;
