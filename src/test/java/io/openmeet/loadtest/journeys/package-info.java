/** What one virtual user does, request by request, with a check on each answer. */
package io.openmeet.loadtest.journeys;
