; Refuses to uninstall while the till has facts that are nowhere else. The till itself is asked, as guard.sh does on Linux: 0 is yes,
; 1 is no, anything else that it can't say; then the file `unsynced` decides, which the till keeps beside its data.
!macro customUnInit
  ${ifNot} ${isUpdated}
    StrCpy $R0 3
    ${if} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
      ExecWait '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --may-be-removed' $R0
    ${endIf}
    ${if} $R0 != 0
    ${andIf} $R0 != 1
      ${ifNot} ${FileExists} "$PROFILE\.fastops\till\unsynced"
        StrCpy $R0 0
      ${endIf}
    ${endIf}
    ${if} $R0 != 0
      MessageBox MB_OK|MB_ICONSTOP "Hay ventas que solo están en este equipo, o la caja está abierta. Ciérrela y conéctela a internet hasta que todo esté en la nube; o abra la caja, toque el estado de la sincronización y después Desinstalar, y escriba el código que el dueño pide en su panel."
      SetErrorLevel 2
      Quit
    ${endIf}
  ${endIf}
!macroend
