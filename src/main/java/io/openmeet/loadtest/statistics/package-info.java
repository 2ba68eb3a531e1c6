/**
 * From a log's records to figures: response times, requests, users, seconds. It knows no service
 * level.
 */
package io.openmeet.loadtest.statistics;
