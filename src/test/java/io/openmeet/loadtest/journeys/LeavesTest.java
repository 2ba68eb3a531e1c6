package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What a run says that it leaves at the target; the numbers follow from the mixes. */
class LeavesTest {
  /** Half of the visitors are new. */
  @Test
  void anAccountForEachNewVisitor() {
    assertEquals(
        "3,050 accounts with addresses that end in @new.openmeet.example, each with an organisation of its own, and those of the warm-up",
        AuthJourney.leaves(6_100));
  }

  /** Of 100 requests, 4 create a meeting and 2 delete one. */
  @Test
  void theMeetingsThatAreNotDeletedAgain() {
    assertEquals(
        "5,454 meetings of the users in the feeder file, and those of the warm-up",
        ApiJourney.leaves(272_700));
  }
}
