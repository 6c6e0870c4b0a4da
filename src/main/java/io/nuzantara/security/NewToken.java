package io.nuzantara.security;

/** A token just made, with its text, which is shown this once. */
public record NewToken(Token token, Secret text) {}
