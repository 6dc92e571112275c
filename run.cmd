@echo off
rem Opens the manager on Windows from a built tree: needs a JDK 25 or newer and a target folder with the build.
setlocal
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")
"%JAVA%" -version >nul 2>&1 || (
  echo MemoryPoolNVSE needs a JDK 25 or newer; install one, for example Temurin 25 from adoptium.net, or set JAVA_HOME.
  exit /b 1
)
if not exist "%~dp0target\lib" (
  echo Nothing is built here yet. On Linux or in WSL run ./run once, which also fills target\lib, then start run.cmd again.
  exit /b 1
)
"%JAVA%" --enable-native-access=ALL-UNNAMED -cp "%~dp0target\classes;%~dp0target\lib\*" io.github.memorypoolnvse.Main %*
