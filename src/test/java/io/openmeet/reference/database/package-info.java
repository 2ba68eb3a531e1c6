/** The embedded PostgreSQL, its schema and seed, and all access to it. */
package io.openmeet.reference.database;
