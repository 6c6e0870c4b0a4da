package io.nuzantara.dashboard.web;

/**
 * A time on a page.
 *
 * @param iso the instant, for machines
 * @param text short, in the company's zone
 * @param full the whole date with its zone
 */
record Moment(String iso, String text, String full) {}
