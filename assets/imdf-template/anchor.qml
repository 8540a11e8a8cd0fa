<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields|Forms" labelsEnabled="0">
 <renderer-v2 type="singleSymbol"><symbols><symbol type="marker" name="0" alpha="1"><layer class="SimpleMarker" enabled="1"><Option type="Map"><Option name="color" type="QString" value="60,120,60,255"/><Option name="size" type="QString" value="1.8"/><Option name="name" type="QString" value="square"/><Option name="outline_color" type="QString" value="255,255,255,255"/><Option name="outline_width" type="QString" value="0.2"/></Option></layer></symbol></symbols></renderer-v2>
 <fieldConfiguration>
 </fieldConfiguration>
 <defaults><default field="id" expression="uuid('WithoutBraces')" applyOnUpdate="0"/></defaults>
</qgis>
