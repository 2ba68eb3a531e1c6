/**
 * Starts the programs of a run without Maven: injectors and a reference API, each in its own JVM.
 * All of them end with the JVM that started them.
 */
package io.openmeet.loadtest.launch;
