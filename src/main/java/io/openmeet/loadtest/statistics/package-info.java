/**
 * Computes figures from a log's records: response times, requests, users, seconds. It knows no
 * service level.
 */
package io.openmeet.loadtest.statistics;
