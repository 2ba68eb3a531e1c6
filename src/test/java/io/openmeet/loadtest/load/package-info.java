/**
 * How much load arrives and when: the load model, the warm-up, the measured window, and the limit
 * on requests in flight.
 */
package io.openmeet.loadtest.load;
