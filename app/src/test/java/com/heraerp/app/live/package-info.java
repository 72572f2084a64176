/** Changes as they happen: sockets that break, rights that end, readers that do not read, servers that stop. */
package com.heraerp.app.live;
