/** The five simulations that {@code mvn gatling:test} runs. Add your own here. */
package io.openmeet.loadtest.simulations;
