/** Sales deals: {@code /deals}. */
package io.openmeet.reference.deals;
