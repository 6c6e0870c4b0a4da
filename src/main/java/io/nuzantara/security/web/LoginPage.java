package io.nuzantara.security.web;

/**
 * The sign-in page.
 *
 * @param loadsAgain whether the browser shall ask once more, with its cookie
 * @param linkRefused whether the person comes from a link that was used, too old or unknown
 * @param signedOut whether the person has just left
 */
record LoginPage(boolean loadsAgain, boolean linkRefused, boolean signedOut) {}
