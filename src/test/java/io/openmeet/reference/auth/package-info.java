/** Accounts, passwords, access tokens and sessions. */
package io.openmeet.reference.auth;
