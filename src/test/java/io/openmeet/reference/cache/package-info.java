/** The response cache: near cache, Redis, and invalidation by tags. */
package io.openmeet.reference.cache;
