/** The files the program is deployed with, checked without a daemon, a cluster or an account. */
@NullMarked
package io.nuzantara.deployment;

import org.jspecify.annotations.NullMarked;
