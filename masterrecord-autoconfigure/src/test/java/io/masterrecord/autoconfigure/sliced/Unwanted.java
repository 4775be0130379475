package io.masterrecord.autoconfigure.sliced;

import org.springframework.stereotype.Component;

/**
 * A bean of the application that repositories do not need.
 */
@Component
class Unwanted {

}
