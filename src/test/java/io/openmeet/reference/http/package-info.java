/** HTTP for all routes: input, answers, limits, entity tags, compression and errors. */
package io.openmeet.reference.http;
