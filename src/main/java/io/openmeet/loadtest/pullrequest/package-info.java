/**
 * What a load test says in a pull request: one comment, which is updated in place. Who writes it
 * takes what the run measured as data, and believes none of its texts. In comments, people with
 * write access declare what is right; these entries reach the history with the merge.
 */
package io.openmeet.loadtest.pullrequest;
