package io.openmeet.loadtest.browser;

import java.net.URI;
import java.util.List;

/** What one user of a browser does in one visit. */
@FunctionalInterface
public interface PageJourney {
  /**
   * Makes a visit; many threads may make one at the same time.
   *
   * @param page new and empty; the caller closes it
   * @param baseUrl of the target, without a slash at its end
   * @return the pages that the user saw, at least one
   * @throws BrowserException when a page did not do what a user expects
   */
  List<PageView> visit(Page page, URI baseUrl);
}
