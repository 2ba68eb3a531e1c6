# shellcheck shell=bash
# shellcheck disable=SC2034
# To be sourced: the options of a run's two JVMs. A test compares them with what a run itself has:
# the reference API's with ReferenceProcess (with the optimising compiler), the injector's with the pom, but
# for what the Gatling plugin opens by itself.
api_jvm=(-Xms768m -Xmx768m -Xmn256m -XX:+UseParallelGC -XX:-UseAdaptiveSizePolicy)
injector_jvm=(-Xms1g -Xmx1g -XX:+UseParallelGC -Dio.netty.eventLoopThreads=2
  --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED)
