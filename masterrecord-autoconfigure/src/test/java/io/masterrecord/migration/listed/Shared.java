package io.masterrecord.migration.listed;

import io.masterrecord.migration.Migration;

abstract class Shared extends Migration {

}
