/**
 * The reference API: a small model of OpenMeet that the load tests run against. {@link
 * io.openmeet.reference.ReferenceApi} is its main class.
 */
package io.openmeet.reference;
