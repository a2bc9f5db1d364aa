/** The administration API, called without a network and through the whole program. */
@org.jspecify.annotations.NullMarked
package dev.compresh.admin;
