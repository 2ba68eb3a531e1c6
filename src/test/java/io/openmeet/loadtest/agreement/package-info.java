/**
 * The agreement on when the measured window opens: on an instant that the user names, or among
 * injectors that wait for each other in a common folder.
 */
package io.openmeet.loadtest.agreement;
