package dev.compresh.proxy;

/** The addresses that a provider may have. */
public enum AddressPolicy {
  /** Those of the public internet. */
  PUBLIC,
  /** Private networks and this machine as well; the operator said so. */
  LOCAL,
  /** Link-local ones too, where clouds keep the credentials of their machines. */
  LINK_LOCAL
}
