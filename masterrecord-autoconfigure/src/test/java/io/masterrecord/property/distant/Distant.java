package io.masterrecord.property.distant;

/**
 * Inherits accessors from a class that is not visible outside of this package.
 */
public class Distant extends DistantBase<Long> {

}
