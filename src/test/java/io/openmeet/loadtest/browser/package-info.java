/**
 * Users of a real browser beside the load: {@link io.openmeet.loadtest.browser.BrowserUsers}, and a
 * small driver of headless Chromium over the DevTools protocol. It knows neither Gatling nor the
 * pages that it opens.
 */
package io.openmeet.loadtest.browser;
