/** Both assemblies in their servers: inside Payara Micro by Arquillian, and on Payara Server. */
package org.waypost.test.server;
