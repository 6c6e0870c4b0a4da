package io.nuzantara.security.shedding;

/** For whom a request counts. */
public sealed interface Sender {

    /** Somebody who showed before who they are. */
    record Known(String name) implements Sender {}

    /** An address, as long as nothing better is known; of IPv6 the network, because one subscriber has all of it. */
    record Unknown(String address) implements Sender {}
}
