// All of it stands in the header, so that it becomes a part of what calls it.
#include "Prefetching.h"
